import { useEffect, useRef, useState } from 'react';

/**
 * What is typed into a field whose value is kept elsewhere, in the address: it appears at once, and `onChange` hears of it
 * after a pause. A field that waited for its own value to come back would lose its caret, and a date its half-typed parts.
 */
export function useDraft(
  value: string,
  onChange: (text: string) => void,
  pauseMs: number,
): readonly [string, (text: string) => void] {
  const [text, setText] = useState(value);
  const told = useRef(value);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  // The address changed by other means: back, a link, "clear filters".
  useEffect(() => {
    if (value !== told.current) {
      told.current = value;
      setText(value);
    }
  }, [value]);
  useEffect(() => {
    if (text === told.current) return;
    const timer = setTimeout(() => {
      told.current = text;
      latest.current(text);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [text, pauseMs]);
  return [text, setText];
}
