import type { ContactPoint, HumanName } from '@medplum/fhirtypes'

/** A Matrix account as `telecom` names it in the Dutch care network profile. */
export const matrix = (userId: string): ContactPoint => ({
  extension: [
    {
      url: 'http://hl7.org/fhir/StructureDefinition/contactpoint-purpose',
      valueString: 'matrix-messaging',
    },
  ],
  system: 'other',
  value: userId,
  use: 'work',
})

/** A telephone number at work. */
export const phone = (value: string): ContactPoint => ({ system: 'phone', value, use: 'work' })

/** A Dutch name with its prefix and own name apart. */
export const person = (given: string, family: string, prefix?: string): HumanName => {
  const own = 'http://hl7.org/fhir/StructureDefinition/humanname-own-name'
  const before = 'http://hl7.org/fhir/StructureDefinition/humanname-own-prefix'
  const whole = prefix ? `${prefix} ${family}` : family
  return {
    use: 'official',
    text: `${given} ${whole}`,
    family: whole,
    _family: {
      extension: [
        ...(prefix ? [{ url: before, valueString: prefix }] : []),
        { url: own, valueString: family },
      ],
    },
    given: [given],
  } as HumanName
}
