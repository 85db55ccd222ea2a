import { useCallback, useEffect, useState } from 'react';
import { call } from './client.ts';

/** Puts text on the clipboard through the shell (the page itself may not), and says so for a moment. */
export function useCopy(): { readonly copied: boolean; readonly copy: (text: string) => void } {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = useCallback((text: string) => {
    void call('app.copyText', { text }).then(() => setCopied(true));
  }, []);
  return { copied, copy };
}
