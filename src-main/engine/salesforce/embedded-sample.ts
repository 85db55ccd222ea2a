import type { Connection } from '../../../src-preload/contract/connections.ts';

/**
 * The address kept for the embedded sample org. It has no port because the port is another one at every start; an
 * address on this computer that a person enters always has one.
 */
export const EMBEDDED_SAMPLE = 'http://127.0.0.1';

export function isEmbedded(connection: Pick<Connection, 'type' | 'instanceUrl'>): boolean {
  return connection.type === 'sample' && connection.instanceUrl === EMBEDDED_SAMPLE;
}
