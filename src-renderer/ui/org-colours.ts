import type { OrgType } from '../../src-preload/contract/connections.ts';

/** Colours that tell connections apart: stored by name, drawn with the same weight on both grounds. */
export const ORG_COLOURS = ['teal', 'blue', 'violet', 'pink', 'red', 'orange', 'amber', 'green', 'slate'] as const;
export type OrgColour = (typeof ORG_COLOURS)[number];

const HEX: Record<OrgColour, string> = {
  teal: '#1f8f83',
  blue: '#3b74d1',
  violet: '#7a5bd0',
  pink: '#c14b8a',
  red: '#cf4a3c',
  orange: '#d26a24',
  amber: '#b8860b',
  green: '#4c9141',
  slate: '#6b7785',
};

export const isOrgColour = (text: string): text is OrgColour => (ORG_COLOURS as readonly string[]).includes(text);

/** A CSS colour for what a connection stores: a name of ours, or a hex value. */
export const orgColour = (stored: string): string => {
  if (isOrgColour(stored)) return HEX[stored];
  return /^#[0-9a-f]{6}$/i.test(stored) ? stored : HEX.slate;
};

/** What a new connection starts with; production warns by itself. */
export const colourOfType: Record<OrgType, OrgColour> = {
  production: 'red',
  sandbox: 'amber',
  scratch: 'violet',
  developer: 'blue',
  trial: 'green',
  sample: 'teal',
};
