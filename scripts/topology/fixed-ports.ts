/** The ports that are the same in every topology, whatever its description says. */
export const fixedPorts = {
  homeserver: 8008,
  bot: 9009,
  fhir: 8080,
  /** Where `.well-known` is asked natively, where 443 would need root, and in containers. */
  wellKnown: 8443,
  wellKnownInContainers: 443,
} as const
