import { type Language, type Messages, messages } from '../../i18n/messages.ts'
import type { Links } from '../../store/store.ts'
import type { Place } from '../rooms/places.ts'

/** In which language somebody is answered: a person's own in the direct message, the one of the rooms elsewhere. */
export type Voices = {
  readonly rooms: Messages
  /** What this person wants to be spoken to in directly. */
  readonly to: (userId: string) => Promise<Messages>
  readonly at: (place: Place | undefined, userId: string) => Promise<Messages>
  readonly save: (userId: string, language: Language) => Promise<void>
}

const key = (userId: string) => `language ${userId}`

/** `language` is that of the rooms, and of everybody who chose none. */
export const createVoices = (
  store: Pick<Links, 'setting' | 'saveSetting'>,
  language: Language,
): Voices => {
  const rooms = messages[language]
  const to: Voices['to'] = async (userId) => {
    const chosen = await store.setting(key(userId))
    return chosen === 'nl' || chosen === 'en' ? messages[chosen] : rooms
  }
  return {
    rooms,
    to,
    at: async (place, userId) => (place?.kind === 'direct' ? to(userId) : rooms),
    save: (userId, chosen) => store.saveSetting(key(userId), chosen),
  }
}
