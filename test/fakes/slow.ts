import type { Courtesy } from '../../src/bot/answering/courtesy.ts'
import type { World } from './bot.ts'

/** Every answer takes so long that it is announced. */
export const slow: Courtesy = {
  begin: (_event, announce) => {
    const said = announce?.()
    return async () => {
      await said
      return said !== undefined
    }
  },
}

/** The bot begins anew, slow from now on, before the messages that follow come in. */
export const slowly = async (world: World): Promise<void> => {
  world.courtesy = slow
  world.restart()
  await world.work()
  world.now += 1000
}
