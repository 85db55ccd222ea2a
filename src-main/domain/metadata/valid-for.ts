/**
 * The controlling values under which a dependent picklist value may be chosen.
 *
 * `validFor` is a base64 bitmap, most significant bit first: bit n stands for the n-th value of the controlling field
 * (a checkbox has the values `false`, `true`). Trailing zero bytes may be left out.
 * Source: SOAP API developer guide, PicklistEntry.validFor.
 */
export function decodeValidFor(validFor: string, controllingValues: readonly string[]): string[] {
  const bytes = Uint8Array.from(atob(validFor), (char) => char.charCodeAt(0));
  return controllingValues.filter((_value, index) => {
    const byte = bytes[index >> 3] ?? 0;
    return (byte & (0x80 >> (index & 7))) !== 0;
  });
}
