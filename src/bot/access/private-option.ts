import type { Args } from '../../commands/command.ts'

/** Option of every command that writes nothing: the answer in the direct message. */
export const privateOption = 'prive'

const isPrivateOption = (name: string) => name === privateOption || name === 'privé'

/** Whether the answer is asked for in the direct message. */
export const wantsPrivate = ({ options }: Args): boolean =>
  Object.keys(options).some(isPrivateOption)

/** The same without that option, which no command knows of. */
export const withoutPrivate = ({ options, ...args }: Args): Args => ({
  ...args,
  options: Object.fromEntries(Object.entries(options).filter(([name]) => !isPrivateOption(name))),
})
