import { createPolicy, type Policy, type PolicyContent } from '../../src/bot/access/policy.ts'

const places = ['team', 'shared', 'direct'] as const
const sources = ['own', 'foreign']

/** Professionals may do everything; clients and relatives what has plain words. */
export const openContent: PolicyContent = {
  roles: { professional: { uzi: [], snomed: [] } },
  defaultRole: 'professional',
  orders: ['professional'],
  clients: { phonesOfProfessionals: false },
  rules: [
    {
      id: 'all',
      roles: ['professional'],
      commands: ['reads', 'writes'],
      except: [],
      places,
      sources,
    },
    {
      id: 'clients',
      roles: ['client', 'relative'],
      commands: ['reads'],
      except: [],
      places,
      sources,
    },
  ],
}

/** The policy under which the bot's flows are tested. */
export const openPolicy = (): Policy => createPolicy(openContent)
