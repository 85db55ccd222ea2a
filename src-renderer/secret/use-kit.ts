import { useState } from 'react';
import { newRecoveryKey } from '../../src-preload/contract/recovery-kit.ts';
import type { Failure } from '../../src-preload/contract/errors.ts';
import { secretBridge } from './bridge.ts';

export type Kit = {
  /** As a person reads it; made here, once for this page. */
  readonly recoveryKey: string;
  /** Today, in words for the printed sheet. */
  readonly madeOn: string;
  /** The file that the kit is saved to when the form is sent; null for none. */
  readonly fileName: string | null;
  readonly failure: Failure | null;
  readonly print: () => void;
  readonly chooseFile: () => void;
};

/** A fresh recovery kit with the two ways of keeping it beside a pen. */
export function useKit(): Kit {
  const [recoveryKey] = useState(newRecoveryKey);
  const [madeOn] = useState(() => new Date().toLocaleDateString('en-GB', { dateStyle: 'long' }));
  const [fileName, setFileName] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  return {
    recoveryKey,
    madeOn,
    fileName,
    failure,
    print: () =>
      void (async () => {
        const answer = await secretBridge().print();
        setFailure(answer.ok ? null : answer.error);
      })(),
    chooseFile: () =>
      void (async () => {
        const answer = await secretBridge().chooseKitTarget();
        if (answer.ok) setFileName(answer.value.name);
        setFailure(answer.ok ? null : answer.error);
      })(),
  };
}
