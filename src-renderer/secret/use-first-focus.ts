import { type RefObject, useEffect, useRef } from 'react';

/** Puts the focus into a field once, when the form appears: the secret page has nothing else to read first. */
export function useFirstFocus(): RefObject<HTMLInputElement | null> {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  return input;
}
