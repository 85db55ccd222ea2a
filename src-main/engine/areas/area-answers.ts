import type { AreaAnswers } from '../exports/sources/area-answer.ts';
import type { Clock } from '../ports.ts';
import type { Store } from '../store/store.ts';
import { createAccessService } from './access-service.ts';
import { createReportAnalysisService } from './report-analysis-service.ts';
import { createUsageService } from './usage-service.ts';

/** The services' answers for exports. */
export function createAreaAnswers(deps: {
  readonly store: Pick<Store, 'catalog' | 'areas'>;
  readonly now: Clock;
}): AreaAnswers {
  return {
    ...createAccessService(deps).handlers,
    ...createReportAnalysisService(deps).handlers,
    ...createUsageService(deps).handlers,
  };
}
