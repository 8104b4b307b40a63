import { allergie } from './en/allergie.ts'
import { bot } from './en/bot.ts'
import { clinical } from './en/clinical.ts'
import { confirm } from './en/confirm.ts'
import { help } from './en/help.ts'
import { medicatie } from './en/medicatie.ts'
import { metingen } from './en/metingen.ts'
import { mijn } from './en/mijn.ts'
import { verwijs } from './en/verwijs.ts'
import { wie } from './en/wie.ts'
import { writing } from './en/writing.ts'
import type { nl } from './nl.ts'

/** The English catalogue; command words stay Dutch. */
export const en: typeof nl = {
  language: 'en',
  bot,
  clinical,
  confirm,
  medicatie,
  allergie,
  metingen,
  wie,
  verwijs,
  help,
  mijn,
  writing,
}
