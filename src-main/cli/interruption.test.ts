import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { endOnInterruption } from './interruption.ts';

function rig() {
  const signals = new EventEmitter();
  const clock = { ms: 0 };
  const ends: string[] = [];
  endOnInterruption(
    signals,
    () => void ends.push('ended'),
    () => clock.ms,
  );
  return { signals, clock, ends };
}

describe('Ctrl+C', () => {
  it('ends a command that does not listen for it', () => {
    const { signals, ends } = rig();
    signals.emit('SIGINT');
    expect(ends).toEqual(['ended']);
  });

  it('lets a command that listens stop in its own way; a second press ends that, the same one heard twice does not', () => {
    const { signals, clock, ends } = rig();
    const heard: string[] = [];
    signals.once('SIGINT', () => void heard.push('stopping'));
    signals.emit('SIGINT');
    clock.ms = 5;
    signals.emit('SIGINT');
    expect({ heard, ends }).toEqual({ heard: ['stopping'], ends: [] });
    clock.ms = 2000;
    signals.emit('SIGINT');
    expect(ends).toEqual(['ended']);
  });
});
