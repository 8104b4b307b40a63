import { allergie } from './nl/allergie.ts'
import { bot } from './nl/bot.ts'
import { clinical } from './nl/clinical.ts'
import { confirm } from './nl/confirm.ts'
import { help } from './nl/help.ts'
import { medicatie } from './nl/medicatie.ts'
import { metingen } from './nl/metingen.ts'
import { mijn } from './nl/mijn.ts'
import { verwijs } from './nl/verwijs.ts'
import { wie } from './nl/wie.ts'
import { writing } from './nl/writing.ts'

/** The Dutch catalogue: strings and small functions, one file per part of the product. */
export const nl = {
  language: 'nl' as 'nl' | 'en',
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
