/** Ports that systems give to clients; a flow towards one, from a low port, is the answer of a server. */
const firstEphemeral = 32_768
const lastServicePort = 10_000

/**
 * Whether a record runs from server to client, where the source does not say who began. The server is the end whose
 * port is a service's, below 10,000, while the other's is one that systems give to clients. When neither rule decides,
 * the record is taken as it stands.
 */
export function isAnswer(fromPort: number | undefined, toPort: number): boolean {
  return toPort >= firstEphemeral && fromPort !== undefined && fromPort > 0 && fromPort < lastServicePort
}

/**
 * Whether the local end of a socket is the server: its port listens on this machine; otherwise, when the other port does
 * not, the lower port of the two is the service's.
 */
export function localServes(
  localPort: number,
  peerPort: number,
  listening: { readonly has: (port: number) => boolean },
): boolean {
  return listening.has(localPort) || localPort < peerPort
}
