import { randomUUID } from 'node:crypto';
import type { AnalyticsStatus, Feature } from '../../../../src-preload/contract/analytics.ts';
import { EngineFailure } from '../../failure.ts';
import type { AnalyticsGateway, AnalyticsTrigger } from '../../network/analytics-gateway.ts';
import type { Clock, Handlers } from '../../ports.ts';
import type { AnalyticsRepository, DayCount } from '../../store/analytics-repository.ts';
import { isFeature, localDay, messageOf } from './message.ts';

/** Counts one use of a feature; without effect while analytics is off. */
export type CountFeature = (feature: Feature) => void;

type AnalyticsDeps = {
  readonly analytics: AnalyticsRepository;
  readonly gateway: AnalyticsGateway;
  /** Where counts go; null: nowhere. */
  readonly address: string | null;
  /** The master switch: no network except Salesforce. */
  readonly onlySalesforce: () => boolean;
  /** Nothing that happens in a sample session is counted. */
  readonly isSample: boolean;
  readonly now: Clock;
};

/** Late enough not to compete with the first screen; a command of the command line has ended by then. */
const FIRST_LOOK_MS = 60_000;
const LOOK_EVERY_MS = 3_600_000;

/**
 * Product analytics: how often which feature of a fixed list was used on a day. Off until somebody switches it on, and
 * kept on this computer unless the build has an address to send it to.
 */
export function createAnalyticsService(deps: AnalyticsDeps) {
  const { analytics, gateway, address, isSample, now } = deps;
  const closing = new AbortController();
  let sending: Promise<void> | null = null;
  let stopSending: AbortController | null = null;

  /** The exact bytes of the next message, and the counts that are in it. */
  const next = (): { readonly id: string; readonly body: string; readonly counts: readonly DayCount[] } | null => {
    const { on, id } = analytics.choice();
    if (!on || id === null) return null;
    const message = messageOf(id, analytics.list());
    if (message === null) return null;
    const counts = message.days.flatMap(({ day, counts: ofDay }) =>
      Object.entries(ofDay).map(([feature, count]) => ({ day, feature, count })),
    );
    return { id, body: JSON.stringify(message), counts };
  };

  const status = (): AnalyticsStatus => {
    const { on, asked, id, lastSentAt } = analytics.choice();
    const days = on ? new Set(analytics.list().map(({ day }) => day)).size : 0;
    const askNow = !isSample && !on && !asked && analytics.hasReadMetadata();
    return { on, asked, askNow, address, id, days, lastSentAt, waiting: next()?.body ?? null };
  };

  const sendOnce = async (trigger: AnalyticsTrigger): Promise<void> => {
    if (!analytics.choice().on) throw new EngineFailure('not-allowed', 'Analytics is off, so nothing is sent.');
    if (address === null) {
      throw new EngineFailure(
        'not-allowed',
        'This build of Orgbench has no address to send counts to. They stay on this computer.',
      );
    }
    const message = next();
    if (message === null) throw new EngineFailure('nothing-to-do', 'No counts are waiting, so nothing was sent.');
    const stop = new AbortController();
    stopSending = stop;
    const days = new Set(message.counts.map(({ day }) => day)).size;
    const { status: answer } = await gateway.analytics({
      body: message.body,
      trigger,
      about: `counts of ${days} ${days === 1 ? 'day' : 'days'}`,
      signal: AbortSignal.any([stop.signal, closing.signal]),
    });
    if (answer < 200 || answer > 299) {
      const { host } = new URL(address);
      throw new EngineFailure(
        'service-unreachable',
        `${host} answered with status ${answer}, so the counts still wait on this computer. Try again later.`,
        { retryable: true },
      );
    }
    analytics.sent(message.id, message.counts, new Date(now()).toISOString());
  };

  /** One at a time: counts that are on their way must not be sent twice. */
  const send = (trigger: AnalyticsTrigger): Promise<void> => {
    sending ??= sendOnce(trigger).finally(() => {
      sending = null;
      stopSending = null;
    });
    return sending;
  };

  const isDue = (): boolean => {
    if (address === null || isSample || closing.signal.aborted) return false;
    const { on, lastSentAt } = analytics.choice();
    if (!on || deps.onlySalesforce()) return false;
    // Another day rather than a later one: a clock that was set back must not stop it for a year.
    return lastSentAt === null || localDay(Date.parse(lastSentAt)) !== localDay(now());
  };

  /** Sends what waits unless that was done today, or must not be done. A failure is in the ledger; the next hour tries again. */
  const sendIfDue = async (): Promise<void> => {
    if (!isDue() || next() === null) return;
    await send('daily counts').catch(() => undefined);
  };

  const timers: NodeJS.Timeout[] = [];
  if (address !== null && !isSample) {
    const first = setTimeout(() => void sendIfDue(), FIRST_LOOK_MS);
    const every = setInterval(() => void sendIfDue(), LOOK_EVERY_MS);
    timers.push(first.unref(), every.unref());
  }

  const ensureKept = (): void => {
    if (!isSample) return;
    throw new EngineFailure('not-allowed', 'Nothing is counted in a sample session. Choose this in your own vault.');
  };

  const count: CountFeature = (feature) => {
    if (!isFeature(feature)) throw new Error('analytics was asked to count something that is not in its list');
    if (isSample) return;
    try {
      analytics.add(localDay(now()), feature);
    } catch {
      // A full disk, or a store that was closed or deleted by the work, must not turn work that is done into a failure.
      return;
    }
  };

  const handlers: Handlers<
    | 'analytics.status'
    | 'analytics.switch'
    | 'analytics.seen'
    | 'analytics.sendNow'
    | 'analytics.deleteWaiting'
    | 'analytics.renewId'
  > = {
    'analytics.status': status,
    'analytics.switch': ({ on }) => {
      ensureKept();
      if (on) analytics.switchOn(randomUUID());
      else {
        stopSending?.abort();
        analytics.switchOff();
      }
      return status();
    },
    'analytics.seen': ({ feature }) => {
      count(feature);
      return {};
    },
    'analytics.sendNow': async () => {
      await send('send counts');
      return status();
    },
    'analytics.deleteWaiting': () => {
      analytics.clear();
      return status();
    },
    'analytics.renewId': () => {
      analytics.renewId(randomUUID());
      return status();
    },
  };

  return {
    handlers,
    count,
    sendIfDue,
    /** For the lock: nothing is sent any more. */
    close: async (): Promise<void> => {
      for (const timer of timers) clearTimeout(timer);
      closing.abort();
      await sending?.catch(() => undefined);
    },
  };
}
