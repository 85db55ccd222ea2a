import { Notification, session } from 'electron';
import { z } from 'zod';
import type { HostQuestionName } from '../engine/messages.ts';
import { openSignInPage } from './open-link.ts';
import { proxyOf } from './proxy-rule.ts';
import type { SampleOrgProcess } from './sample-org.ts';

const urlInput = z.strictObject({ url: z.string().max(4096) });
const notifyInput = z.strictObject({ title: z.string().max(200), body: z.string().max(1000) });

/**
 * Answers what the engine can only learn from the program around it.
 *
 * @returns a function from question and JSON text to JSON text.
 */
export function createHostAnswers(
  sampleOrg: SampleOrgProcess,
): (question: HostQuestionName, inputText: string) => Promise<string> {
  const answer = async (question: HostQuestionName, input: unknown): Promise<unknown> => {
    switch (question) {
      case 'proxyFor':
        // The system's own settings, automatic configuration included, as Chromium resolves them. Sends no request of
        // its own unless the system names an automatic configuration file.
        return proxyOf(await session.defaultSession.resolveProxy(urlInput.parse(input).url));
      case 'openExternal':
        await openSignInPage(urlInput.parse(input).url);
        return null;
      case 'notify':
        if (Notification.isSupported()) new Notification(notifyInput.parse(input)).show();
        return null;
      case 'sampleOrg':
        return sampleOrg.address();
    }
  };
  return async (question, inputText) => JSON.stringify(await answer(question, JSON.parse(inputText)));
}
