import type { nl } from '../nl.ts'

/** Words of `!verwijs`, in English; what is typed stays Dutch. */
export const verwijs: (typeof nl)['verwijs'] = {
  summary: 'refer this client to a colleague or organization',
  usage: 'verwijs <discipline|organization> <question> [--spoed]',
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
  notUrgent: 'Urgent: no',
  proposal: 'Kind: proposal for a referral, no order',
  call: 'If urgent, call as well: a recipient may not read this at once.',
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
  personSeveral: (typed) =>
    `“${typed}” can be more than one colleague. Nothing was sent. Give the whole name.`,
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
