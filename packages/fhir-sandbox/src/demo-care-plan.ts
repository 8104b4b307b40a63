import type { CarePlan, Goal, Resource } from '@medplum/fhirtypes'
import { CLIENTS, WHO } from './demo-people.ts'
import type { DemoTime } from './demo-time.ts'

const subject = { reference: `Patient/${CLIENTS[0]}`, type: 'Patient' } as const
const daughter = { reference: 'RelatedPerson/demo-dochter', type: 'RelatedPerson' } as const
const nurse = { ...WHO.nurse, display: 'Verpleegkundige, Thuiszorg De Linde' }

const goal = (id: string, text: string, rest: Partial<Goal>): Goal => ({
  resourceType: 'Goal',
  id: `demo-doel-${id}`,
  lifecycleStatus: 'active',
  description: { text },
  subject,
  expressedBy: subject,
  ...rest,
})

const serves = (id: string) => [{ reference: `Goal/demo-doel-${id}`, type: 'Goal' as const }]

/** A care plan of the first client with its goals: two are worked on, one was reached. */
export const demoCarePlan = (time: DemoTime): readonly Resource[] => {
  const goals = [
    goal('gewicht', 'Gewicht stabiel onder 71 kg', {
      startDate: time.day(-5),
      target: [{ dueDate: time.day(23) }],
      addresses: [{ reference: 'Condition/demo-probleem-hartfalen', type: 'Condition' }],
    }),
    goal('traplopen', 'Zelf de trap op en af kunnen', {
      startDate: time.day(-40),
      target: [{ dueDate: time.day(60) }],
      achievementStatus: { coding: [{ code: 'improving', display: 'gaat vooruit' }] },
    }),
    goal('wond', 'Schaafwond op de elleboog genezen', {
      lifecycleStatus: 'completed',
      achievementStatus: { coding: [{ code: 'achieved', display: 'behaald' }] },
      startDate: time.day(-30),
      statusDate: time.day(-8),
    }),
  ]
  const plan: CarePlan = {
    resourceType: 'CarePlan',
    id: 'demo-zorgplan-1',
    status: 'active',
    intent: 'plan',
    title: 'Zorg thuis bij hartfalen',
    subject,
    period: { start: time.day(-40) },
    created: time.day(-40),
    author: nurse,
    addresses: [{ reference: 'Condition/demo-probleem-hartfalen', type: 'Condition' }],
    goal: goals.map(({ id }) => ({ reference: `Goal/${id}`, type: 'Goal' })),
    activity: [
      {
        detail: {
          status: 'in-progress',
          description: 'Dagelijks wegen voor het ontbijt',
          scheduledString: 'elke ochtend',
          goal: serves('gewicht'),
          performer: [daughter],
        },
      },
      {
        detail: {
          status: 'scheduled',
          description: 'Oefenen met de fysiotherapeut',
          scheduledString: '1 keer per week',
          goal: serves('traplopen'),
        },
      },
      {
        detail: {
          status: 'in-progress',
          description: 'Hulp bij wassen en aankleden',
          scheduledString: 'elke ochtend',
          performer: [WHO.nurse],
        },
      },
      {
        detail: {
          status: 'in-progress',
          doNotPerform: true,
          description: 'Zonder begeleiding onder de douche',
        },
      },
    ],
  }
  return [...goals, plan]
}
