/** How hard a password is made to guess. Only `createEngine` takes another one, and only tests pass it. */
export type VaultPolicy = {
  /** A file with a lower bcrypt cost is refused: it was weakened. Never below what an earlier Orgbench wrote. */
  readonly lowestAcceptedCost: number;
  /** Cost of new wraps; an older, cheaper wrap is made anew at the next unlock. */
  readonly minCost: number;
  /** Above this a tampered file could keep the machine busy for minutes. */
  readonly maxCost: number;
  /** What one guess takes on this machine when the vault is made, in milliseconds. */
  readonly minGuessMs: number;
};

export const PRODUCT_POLICY: VaultPolicy = { lowestAcceptedCost: 12, minCost: 12, maxCost: 16, minGuessMs: 250 };
