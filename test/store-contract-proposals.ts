import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Proposal } from '../src/store/store.ts'
import { type MakeStore, withStore } from './store-contract-parts.ts'

const day = 24 * 60 * 60_000

const proposal: Proposal = {
  ref: 'MedicationRequest/1',
  identifier: 'urn:ietf:rfc:3986|urn:uuid:1',
  patient: 'Patient/p1',
  roomId: '!r',
  askedBy: '$ja',
  answerId: undefined,
  at: 200 * day,
}

/** Proposals of which it is told what is answered to them. */
export function proposalsContract(name: string, create: MakeStore): void {
  test(`${name}: a proposal is kept once, outlives a restart, and is found by either of its names`, () =>
    withStore(create, async (made) => {
      await made.store.addProposal(proposal)
      await made.store.addProposal({ ...proposal, roomId: '!other' })
      const store = await made.reopen()
      for (const names of [
        [proposal.ref],
        [proposal.identifier],
        [proposal.ref, proposal.identifier, 'MedicationRequest/other'],
      ])
        assert.deepEqual(await store.proposalsNamed(names), [proposal])
      assert.deepEqual(await store.proposalsNamed(['MedicationRequest/2']), [])
      assert.deepEqual(await store.proposalsNamed([]), [])
    }))

  test(`${name}: the first answer to the message that had a proposal written stays the one to reply to`, () =>
    withStore(create, async ({ store }) => {
      await store.addProposal(proposal)
      await store.addProposal({
        ...proposal,
        ref: 'MedicationRequest/2',
        identifier: 'x|2',
        askedBy: '$other',
      })
      await store.saveProposalAnswer('$ja', '$answer')
      await store.saveProposalAnswer('$ja', '$later')
      assert.equal((await store.proposalsNamed([proposal.ref]))[0]?.answerId, '$answer')
      assert.equal((await store.proposalsNamed(['x|2']))[0]?.answerId, undefined)
    }))

  test(`${name}: what was told of an answer last is what is remembered`, () =>
    withStore(create, async (made) => {
      await made.store.saveToldReply('Communication/1', 'first', 1)
      await made.store.saveToldReply('Communication/1', 'second', 2)
      const store = await made.reopen()
      assert.equal(await store.toldReply('Communication/1'), 'second')
      assert.equal(await store.toldReply('Communication/2'), undefined)
    }))

  test(`${name}: a proposal of half a year ago is forgotten, and a later one is not`, () =>
    withStore(create, async ({ store }) => {
      await store.addProposal(proposal)
      await store.saveToldReply('Communication/1', 'mark', proposal.at)
      await store.purge(proposal.at + 180 * day)
      assert.equal((await store.proposalsNamed([proposal.ref])).length, 1)
      assert.equal(await store.toldReply('Communication/1'), 'mark')
      await store.purge(proposal.at + 180 * day + 1)
      assert.deepEqual(await store.proposalsNamed([proposal.ref]), [])
      assert.equal(await store.toldReply('Communication/1'), undefined)
    }))
}
