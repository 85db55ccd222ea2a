import type { Page } from 'playwright-core';
import type { OrgbenchBridge, OrgbenchSecretBridge } from '../../src-preload/contract/bridge.ts';
import type { Envelope, Failure } from '../../src-preload/contract/errors.ts';
import type { Input, Output } from '../../src-preload/contract/index.ts';
import type { MethodName } from '../../src-preload/contract/names.ts';
import { sealForEngine } from '../../src-preload/contract/seal.ts';
import type { SecretPayload } from '../../src-preload/contract/vault.ts';

declare const window: { readonly orgbench: OrgbenchBridge; readonly orgbenchSecret: OrgbenchSecretBridge };

/** Calls a method as the main page does, past its screens. */
export async function callPage<M extends MethodName>(
  page: Page,
  method: M,
  input: Input<M>,
): Promise<Envelope<Output<M>>> {
  const text = await page.evaluate(([name, json]) => window.orgbench.call(name, json), [
    method,
    JSON.stringify(input),
  ] as const);
  return JSON.parse(text) as Envelope<Output<M>>;
}

/**
 * Gives a secret as the secret page does, past its form.
 *
 * @returns the refusal, or null when the engine took it: the page then ends with its process, and its answer with it.
 */
export async function giveSecret(secretPage: Page, payload: SecretPayload): Promise<Failure | null> {
  const context = await secretPage.evaluate(() => window.orgbenchSecret.context());
  if (!context.ok) return context.error;
  const sealed = await sealForEngine(context.value.publicKey, context.value.channelId, payload);
  const answer = await secretPage
    .evaluate((input) => window.orgbenchSecret.submit(input), sealed)
    .catch((error: unknown) => {
      if (secretPage.isClosed()) return null;
      throw error;
    });
  return answer === null || answer.ok ? null : answer.error;
}
