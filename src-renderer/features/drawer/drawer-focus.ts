import { create } from 'zustand';

/** Whose drawer was asked for by keyboard: it takes the focus when it appears. `asked` makes asking twice count. */
export const useDrawerFocus = create<{ readonly subject: string | null; readonly asked: number }>(() => ({
  subject: null,
  asked: 0,
}));

export const askDrawerFocus = (subject: string | null): void =>
  useDrawerFocus.setState(({ asked }) => ({ subject, asked: asked + 1 }));
