import type { Messages } from '../../i18n/messages.ts'

/** The name of another source than the own record: with several, a line says where it is from (S6). */
export const originWords = (
  { source }: { readonly source: string | undefined },
  { t }: { readonly t: Messages },
): readonly string[] => (source === undefined ? [] : [t.clinical.fromSource(source)])
