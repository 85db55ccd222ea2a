import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { gzipBody, rawBody, reusablePart, textPart } from './body.ts';

describe('a body of several parts', () => {
  it('unpacks to the parts in their order, packed parts used again included', async () => {
    const large = reusablePart(`"${'Heat pump – Wärmepumpe '.repeat(5000)}"`);
    const parts = [textPart('['), large, textPart(','), large, textPart(']')];
    const first = await gzipBody(parts);
    const second = await gzipBody(parts);
    expect(second.equals(first)).toBe(true);
    expect(gunzipSync(first).equals(rawBody(parts))).toBe(true);
    expect(first.length).toBeLessThan(rawBody(parts).length / 20);
  });

  it('may be empty', async () => {
    expect(gunzipSync(await gzipBody([]))).toHaveLength(0);
  });
});
