import type { nl } from '../nl.ts'

/** Words of `!verwijs`, in English; what is typed stays Dutch. */
export const verwijs: (typeof nl)['verwijs'] = {
  summary: 'refer this client to a colleague or organization',
  usage:
    'verwijs <discipline|@colleague|organization> [urgent|asap|stat] <question> [--urgency=…] [--long]',
  helpNotes: [
    'How urgent: urgent (answer within 24 hours), asap (4 hours), stat (30 minutes). Put it before the question, or type --urgency=stat. Without such a word there is no hurry.',
    'More can be said on the lines below, each with a word before it: reason:, course:, treatment:, history:, social:, call: (telephone number), urgency:, and attach: with numbers of lines of your last list, for example attach: 3, 5.',
    'With --long each part is asked in turn; type skip where you do not want to fill it in.',
  ],
  chooseDiscipline: 'Refer to whom?',
  chooseNumber: (count) => (count === 1 ? 'Type 1, or' : `Type a number from 1 to ${count}, or`),
  chooseOther: ' type the command with the name of an organization, for example ',
  chooseExample: '!verwijs "name" question',
  chooseTarget: (asked) => `Referral (${asked}): to whom?`,
  ownTeam: "this client's care team",
  more: (count) => `There are ${count} more. Give the organization's name to see them.`,
  directoryIncomplete:
    'Note: the address book did not answer completely. There may be more recipients.',
  directoryDown: (why) =>
    `Not carried out: the address book could not be consulted (${why}). Nothing was sent. Try again later.`,
  patientDown: (why) =>
    `Not carried out: the client's details could not be checked (${why}). Nothing was sent. Try again later.`,
  notComplete:
    'Not carried out: the address book did not answer completely and gave no recipient. Nothing was sent. Try again later.',
  targetUnknown:
    'No discipline or organization of this name was found in the address book. Nothing was sent.',
  targetGone: 'This recipient is not in the address book (any more). Nothing was sent.',
  targetHint: 'Type the name differently, or choose from the list with ',
  askQuestion: (to) => `Referral to ${to}`,
  askQuestionHow:
    'Now type the question in one message: what you want to know or to have done, and why. Without a citizen service number.',
  requesterUnknown:
    'Not carried out: the care team names no role of yours from which a referral can be made. Nothing was sent. Report this to your administrator.',
  bsn: 'Not carried out: your message holds a citizen service number. The recipient is given the client already; type the command again without that number and delete your message.',
  tooLong: (length, limit) =>
    `Not carried out: the question is too long (${length} characters, at most ${limit}). Nothing was sent. Type the command again with a shorter question.`,
  patient: (initials, gender, year) =>
    `Client: ${initials}${gender === '' ? '' : ` (${gender})`}, ${year === '' ? 'year of birth unknown' : `born in ${year}`}`,
  nameUnknown: 'name unknown',
  genders: { male: 'm', female: 'f', other: 'x' },
  from: (name) => `From: ${name}`,
  to: (name) => `To: ${name}`,
  toNobody: (discipline) => `To: ${discipline} – NO RECIPIENT found in the address book`,
  question: 'Question: ',
  questionBelow: 'Question:',
  urgent: (respondBy) => `Urgent: yes, answer asked before ${respondBy}`,
  moreUrgent: (word, respondBy) => `Urgent: yes, ${word}, answer asked before ${respondBy}`,
  notUrgent: 'Urgent: no',
  nothingSent: 'Nothing was sent.',
  urgencyUnknown: (typed) =>
    typed === ''
      ? 'A word belongs to --urgency, with an equals sign between: --urgency=urgent, --urgency=asap, --urgency=stat or --urgency=routine.'
      : `I do not know “${typed}” as an urgency. Choose from: routine, urgent, asap or stat.`,
  urgencyContrary:
    'Your message says that there is a hurry and also that there is none. Name one urgency.',
  notMarked: (word) =>
    `Note: your text says “${word}”, but this referral is not marked as urgent. If need be type no with the code, and the command again with --spoed.`,
  labels: {
    reason: 'Reason',
    course: 'Course and measurements',
    treatment: 'Treatment so far',
    history: 'History and medication',
    social: 'Social situation',
    call: 'Call back',
  },
  partTooLong: (label, length, limit) =>
    `The text of “${label}” is too long (${length} characters, at most ${limit}).`,
  callNoNumber: 'A telephone number belongs to “call:”.',
  attached: (number) => `Sent along, line ${number} of your list: `,
  attachedHow: (typed) =>
    `Numbers of lines of your last list belong to “attach:”, for example attach: 3, 5. What was read is “${typed}”.`,
  attachedMany: (count, most) => `At most ${most} lines can go along; you name ${count}.`,
  attachedElsewhere: (number, source) =>
    `Line ${number} comes from another source (${source}) and cannot go along. Name it in your text if need be.`,
  attachedNothing: (number) => `Nothing that can go along belongs to line ${number}.`,
  attachedGone: (number) => `Line ${number} is not in the record any more. Ask for the list again.`,
  attachedWrong: (number) =>
    `Line ${number} is marked as entered in error in the record and cannot go along.`,
  attachedDown: (number, why) => `Line ${number} could not be checked (${why}). Try again later.`,
  attachedNewer: (number) =>
    `⚠\u00A0Note: line ${number} was changed after you asked for the list. Above is what is there now.`,
  long: {
    title: (at, of, ask) => `Referral, ${at} of ${of}: ${ask}`,
    how: 'Type it in one message, without a citizen service number, or type skip.',
    ask: {
      reden: 'what is the complaint or the reason?',
      beloop: 'what was the course, and what was measured?',
      behandeling: 'what has been done about it so far?',
      voorgeschiedenis: 'which history and medication matter?',
      sociaal: 'what is the situation at home?',
      bij: 'which lines of your last list go along? Type the numbers, for example 3, 5.',
      urgentie: 'how urgent is it: routine, urgent, asap or stat?',
      bellen: 'at which number can you be reached?',
    },
  },
  proposal: 'Kind: proposal for a referral, no order',
  call: 'If urgent, call as well: a recipient may not read this at once.',
  callNow:
    'Call yourself now as well: a recipient may not read this at once. When life is in danger do not wait for an answer and call 112.',
  nobodyWarned:
    'Nobody is sent this referral: it is only put in the record. Make contact yourself, or name an organization.',
  away: (why) =>
    `Note: absent now according to the address book${why === '' ? '' : ` (${why})`}. For somebody else: name an organization.`,
  noLetter: 'This is no referral letter as ZorgDomein means it.',
  done: (at, to) => `Referral sent ${at} to ${to}.`,
  doneNobody: (at, discipline) =>
    `Referral (${discipline}) recorded ${at}, WITHOUT RECIPIENT. Nobody is told: make contact yourself.`,
  failed: (why) => `NOT sent: ${why}.`,
  refused:
    'NOT sent: the referral does not meet the rules of the record. Trying again does not help: type the command again, or report this to your administrator.',
  changed:
    'NOT sent: what you confirm does not belong to this room or to your role any more. Type the command again.',
  unknown: 'It is unknown whether the referral arrived: the record does not answer.',
  personSeveral: (typed) => `“${typed}” may be more than one colleague. To whom do you refer?`,
  personMore: (count) =>
    count === 1
      ? 'There is 1 more colleague: type the whole name.'
      : `There are ${count} more colleagues: type the whole name.`,
  personHow: (count) => `Type a number from 1 to ${count}. Nothing was sent yet.`,
  ambiguous:
    'Stopped: this referral is not in the record exactly once. Do not confirm again. Report this to your administrator and check the record.',
  name: 'referral',
  undoCall: 'The recipient may have read the referral already: call if need be.',
  undoTaken: (status) =>
    `NOT taken back: this referral is already ${status}. Contact the recipient.`,
  undoStatus: {
    accepted: 'accepted',
    ready: 'accepted',
    'in-progress': 'in progress',
    'on-hold': 'on hold',
    completed: 'completed',
    rejected: 'rejected',
    failed: 'closed as failed',
    'entered-in-error': 'marked as entered in error',
  },
}
