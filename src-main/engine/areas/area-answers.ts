import type { AreaAnswers } from '../exports/sources/area-parts.ts';
import type { CallContext, Clock } from '../ports.ts';
import type { Store } from '../store/store.ts';
import { createAccessService } from './access-service.ts';
import { createReportAnalysisService } from './report-analysis-service.ts';
import { createUsageService } from './usage-service.ts';

/** The services' answers for exports, which read the same twice: all of them come from the store, at once. */
export function createAreaAnswers(deps: {
  readonly store: Pick<Store, 'catalog' | 'areas'>;
  readonly now: Clock;
}): AreaAnswers {
  const access = createAccessService(deps).handlers;
  const { analyseNow } = createReportAnalysisService(deps);
  const usage = createUsageService(deps).handlers;
  const context: CallContext = { signal: new AbortController().signal, hostPath: null };
  return {
    'access.objectMatrix': (input) => atOnce(access['access.objectMatrix'](input, context)),
    'access.fieldMatrix': (input) => atOnce(access['access.fieldMatrix'](input, context)),
    'access.ofField': (input) => atOnce(access['access.ofField'](input, context)),
    'access.effective': (input) => atOnce(access['access.effective'](input, context)),
    'reports.analysis': analyseNow,
    'usage.ofField': (input) => atOnce(usage['usage.ofField'](input, context)),
  };
}

function atOnce<T>(answer: T | Promise<T>): T {
  if (answer instanceof Promise) throw new Error('an answer for an export does not come from the store alone');
  return answer;
}
