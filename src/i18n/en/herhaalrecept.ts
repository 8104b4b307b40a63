import type { nl } from '../nl.ts'

const nothing = 'Nothing was asked for.'
const contact = 'Contact the prescriber or the pharmacy.'

/** Words of `!herhaalrecept`, in English; what is typed stays Dutch. */
export const herhaalrecept: (typeof nl)['herhaalrecept'] = {
  summary: 'propose a repeat of a medicine',
  usage: 'herhaalrecept <no|name> [amount] [comment]',
  what: 'proposal for a repeat',
  how: 'Type !herhaalrecept with the name of the medicine (professionals also: the number in !medicatie), the amount and, if needed, a remark.',
  answersTitle: 'Proposals for repeats',
  otherList: '!medicatie',
  notMedicine: `This line is no agreement about use. ${nothing} ${contact}`,
  noMatch: (name) =>
    `No medicine named “${name}” was found that is in use now. ${nothing} Type !medicatie for the names.`,
  wholeName: (name) =>
    `No medicine was found, or more than one, named “${name}”. ${nothing} Type the whole name of the medicine, as it stands on the label, or ask a professional.`,
  onlyOwn: 'Only your own proposals are listed here.',
  which: (name) => `Repeat: which medicine named “${name}”?`,
  more: (count) =>
    `${count === 1 ? 'There is 1 more medicine' : `There are ${count} more medicines`} of this name. Type more of the name, or type !medicatie and name the number.`,
  choose: (count) => `Type a number from 1 to ${count}.`,
  obstacles: {
    incomplete: `Not all sources answered completely, so it cannot be checked whether this medicine was stopped. ${nothing} Try again later, or contact the prescriber.`,
    stopped: `This medicine was stopped. ${nothing} ${contact}`,
    interrupted: `This medicine was interrupted. ${nothing} ${contact}`,
    future: `This medicine starts later. ${nothing} ${contact}`,
    uncertain: `The record is not clear about this medicine: see !medicatie. ${nothing} ${contact}`,
    'no-agreement': `No prescription of this medicine was found on which a repeat can rest. ${nothing} ${contact}`,
  },
  changed: `The record of this medicine has changed since you asked: see !medicatie. ${nothing} ${contact}`,
  ambiguous: (word) =>
    `The amount “${word}” can be read in two ways. ${nothing} Type it without a point or comma.`,
  notWhole: (word) => `The amount “${word}” must be a whole number. ${nothing}`,
  outOfRange: (word, most) =>
    `The amount “${word}” cannot be: name 1 to ${most} pieces. ${nothing}`,
  unit: (word) =>
    `After the number stands “${word}”: that is no number of pieces or milliliters. ${nothing} Name only an amount, and put a comma before a comment.`,
  otherProduct: (typed, name) =>
    `You typed “${typed}”, but this medicine is ${name}. ${nothing} ${contact}`,
  medicine: (name) => `Medicine: ${name}`,
  dose: (words) => `Use as prescribed: ${words}`,
  amount: (value) => `Amount: ${value}`,
  units: { stuk: (value) => `${value} pieces`, ml: (value) => `${value} ml` },
  noAmount: 'Amount: not named',
  comment: 'Comment: ',
  commentBelow: 'Comment:',
  pharmacy: (name) => `To: ${name}`,
  noPharmacy: 'To: nobody named, the record does not tell the pharmacy of this medicine',
  by: (name) => `By: ${name}`,
  proposal: 'This is a proposal, no prescription: the prescriber decides.',
  nobodyWarned: 'Nobody is told of this through this conversation. Call if it is urgent.',
  open: (date) => `⚠\u00A0Note: there is already a proposal for this medicine, of ${date}.`,
  stopsAt: (date) => `⚠\u00A0Note: this medicine stops on ${date}.`,
  changes: '⚠\u00A0Note: a change was agreed for this medicine, see !medicatie.',
  done: (at, name) => `Proposal for a repeat recorded ${at}: ${name}.`,
  doneElsewhere: (at) =>
    `Proposal for a repeat recorded ${at}. Which medicine: see !herhaalrecept.`,
  line: (name, date) => `${name} – proposed ${date}`,
  noReply: 'no answer found yet',
  withdrawn: 'withdrawn',
  reply: (date, words) => `answer ${date}: ${words}`,
  replyWithout: (date) => `⚠\u00A0answer ${date} without words – open the record`,
  replied: 'Answer to the proposal for a repeat',
  replyChanged: 'Changed answer to the proposal for a repeat',
  replyGone: 'The answer to the proposal for a repeat was taken back',
  about: (title, name) => `${title}: ${name}`,
  doNotRely: 'Do not rely on what was said here about the answer before.',
  all: 'All proposals: ',
  notFinal: '⚠\u00A0not final yet',
  outcomes: { accepted: 'accepted', refused: 'refused' },
}
