import type { Setting } from './setting';
import { collected } from './setting';

/** What else a provider can be told, in a collection of its own. */
export const voiceOptions = (...settings: Setting[]): Setting =>
	collected({ displayName: 'Options', name: 'options', placeholder: 'Add Option' }, ...settings);
