import { setupI18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { en } from './en.ts';

export type MessageId = keyof typeof en;
type Values = Readonly<Record<string, string | number>>;

const i18n = setupI18n();
// Catalogs hold ICU text; it is compiled to tokens at first use, without code generation (no eval under the CSP).
i18n.setMessagesCompiler(compileMessage);
i18n.load('en', en);
i18n.activate('en');

/** The interface text with this id, its values filled in. */
export const t = (id: MessageId, values?: Values): string => i18n._(id, values);

export const hasMessage = (id: string): id is MessageId => Object.hasOwn(en, id);
