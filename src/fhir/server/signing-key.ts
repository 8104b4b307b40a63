import { createPrivateKey, type JsonWebKey, type KeyObject, type webcrypto } from 'node:crypto'

/** A private key as an operator has it: PKCS #8 PEM text, or a JSON Web Key. */
export type SigningKey = string | JsonWebKey

const curves: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
}

const read = (key: SigningKey): KeyObject => {
  try {
    return typeof key === 'string'
      ? createPrivateKey(key)
      : createPrivateKey({ key, format: 'jwk' })
  } catch {
    throw new RangeError('The FHIR signing key cannot be read')
  }
}

/**
 * The key for signing client assertions: RS384 for RSA and ES256/384/512 by curve (SMART App Launch 2.x, asymmetric client
 * authentication). Throws RangeError, without a word of the key, for what cannot sign.
 */
export const toCryptoKey = (key: SigningKey): webcrypto.CryptoKey => {
  const object = read(key)
  if (object.asymmetricKeyType === 'rsa') {
    return object.toCryptoKey({ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-384' }, false, ['sign'])
  }
  const namedCurve = curves[object.asymmetricKeyDetails?.namedCurve ?? '']
  if (object.asymmetricKeyType !== 'ec' || namedCurve === undefined) {
    throw new RangeError('The FHIR signing key must be RSA or an EC key of a NIST curve')
  }
  return object.toCryptoKey({ name: 'ECDSA', namedCurve }, false, ['sign'])
}
