import type { ExportSource } from '../../../../src-preload/contract/exports.ts';
import type { Output } from '../../../../src-preload/contract/index.ts';
import type { CallContext, Handlers } from '../../ports.ts';

type Method =
  | 'access.objectMatrix'
  | 'access.fieldMatrix'
  | 'access.ofField'
  | 'access.effective'
  | 'reports.analysis'
  | 'usage.ofField'
  | 'usage.ofFields';

/** What the services of the areas answer, in slices and until nobody waits for it any more. */
export type AreaAnswers = Handlers<Method>;

/** What an export is made from when that takes longer than reading rows: made before the book, which is made at once. */
export type AreaAnswer = { readonly [K in Method]: { readonly of: K; readonly answer: Output<K> } }[Method];

/** Asks what the book of a source is made from; null for those that are made from rows of the store. */
export async function answerFor(
  source: ExportSource,
  answers: AreaAnswers,
  signal: AbortSignal,
): Promise<AreaAnswer | null> {
  const context: CallContext = { signal, hostPath: null };
  switch (source.kind) {
    case 'access': {
      const { connectionId, question } = source;
      switch (question.of) {
        case 'objects': {
          const { of: _of, ...asked } = question;
          const answer = await answers['access.objectMatrix']({ connectionId, ...asked }, context);
          return { of: 'access.objectMatrix', answer };
        }
        case 'fields': {
          const { of: _of, ...asked } = question;
          const answer = await answers['access.fieldMatrix']({ connectionId, ...asked }, context);
          return { of: 'access.fieldMatrix', answer };
        }
        case 'field': {
          const { of: _of, ...asked } = question;
          const answer = await answers['access.ofField']({ connectionId, ...asked }, context);
          return { of: 'access.ofField', answer };
        }
        case 'effective': {
          const { of: _of, ...asked } = question;
          const answer = await answers['access.effective']({ connectionId, ...asked }, context);
          return { of: 'access.effective', answer };
        }
        default:
          return null;
      }
    }
    case 'reportAnalysis': {
      const { connectionId, staleDays } = source;
      return {
        of: 'reports.analysis',
        answer: await answers['reports.analysis']({ connectionId, staleDays }, context),
      };
    }
    case 'whereUsed': {
      const { connectionId, object, name } = source;
      return { of: 'usage.ofField', answer: await answers['usage.ofField']({ connectionId, object, name }, context) };
    }
    case 'fieldsUsed': {
      const { connectionId, fields } = source;
      return { of: 'usage.ofFields', answer: await answers['usage.ofFields']({ connectionId, fields }, context) };
    }
    default:
      return null;
  }
}

/** The answer to one question; an export without it was started without `answerFor`. */
export function answered<K extends Method>(of: K, given: AreaAnswer | null): Output<K> {
  if (given?.of !== of) throw new Error(`this export is made from ${of}, which was not asked before`);
  return given.answer as Output<K>;
}
