import type { nl } from '../nl.ts'

export const audience: (typeof nl)['audience'] = {
  sent: {
    asked: 'I sent you the answer directly.',
    audience: 'This answer is only for professionals. I sent it to you directly.',
    source: 'One of the sources does not allow this answer in a room. I sent it to you directly.',
  },
  notSent: {
    asked:
      'Nothing was shown: sending it directly does not work now. Start a conversation with only me and type the command here again.',
    audience:
      'This answer is only for professionals and was not shown; sending it directly does not work now. Start a conversation with only me and type the command here again.',
    source:
      'One of the sources does not allow this answer in a room; sending it directly does not work now. Start a conversation with only me and type the command here again.',
  },
  notHere:
    'This command does not work here: the client or a relative reads along. Nothing was done. Type it in a room with only professionals.',
  notInRoom:
    'One of the sources does not allow this information in a room. Nothing was done. Do this in the record itself.',
  asksBack:
    'This command asks something back first, which I cannot show here. Nothing was shown. Type it more fully, or in a room with only professionals.',
  laterReaders:
    'Nothing was shown: what stands here can also be read by whoever is not in this room now. Ask your administrator to mend this.',
  unknownReader:
    'Nothing was shown: it is not known who somebody in this room, or invited to it, is.',
  aboutRoom: (room) => `From the room ${room}; type numbers, !meer and !bron there.`,
  aboutNobody: 'Whose this is, stands in the room where you asked for it.',
  unchanged: (now) => `Unchanged: checked again at ${now}, and exactly the same as my `,
  unchangedLink: (then) => `answer of ${then}`,
  unchangedMore: ' in this room.',
  vanishesAt: (time) =>
    `This message holds data of another source and is removed at ${time}. Do not keep it as a record.`,
  vanished: (command) => `Answer to !${command} removed; ask again with !${command}`,
  vanishedFrom: (command, room) =>
    `Answer to !${command} from the room ${room} removed; ask again in that room with !${command}`,
  busy: (command) =>
    `Busy: !${command} is not done yet. The answer will take the place of this message.`,
  busyConfirming:
    'Busy: your confirmation is not done yet. The answer will take the place of this message.',
  replaced: 'Replaced by the same question below – nothing was sent or recorded',
  nothingCame: 'Nothing was done.',
  ready: 'The data you asked for is ready',
}
