const asNumber = (address: string): number =>
  address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)

const asAddress = (value: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.')

/** The first address of an IPv4 network such as `172.28.18.0/24`, and how many it has. */
const rangeOf = (network: string): { readonly first: number; readonly size: number } => {
  const [address = '', bits = '32'] = network.split('/')
  const size = 2 ** (32 - Number(bits))
  return { first: Math.floor(asNumber(address) / size) * size, size }
}

/** How many addresses an IPv4 network has. */
export const sizeOfNetwork = (network: string): number => rangeOf(network).size

/** An address of an IPv4 network, counted from its first. */
export const addressAt = (network: string, offset: number): string =>
  asAddress(rangeOf(network).first + offset)

/** Whether an IPv4 network, or a single address, lies in another network. */
export const isWithin = (part: string, network: string): boolean => {
  const [inner, whole] = [rangeOf(part), rangeOf(network)]
  return inner.first >= whole.first && inner.first + inner.size <= whole.first + whole.size
}
