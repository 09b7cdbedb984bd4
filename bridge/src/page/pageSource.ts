import type { CallFeed } from '../call/callFeed';
import type { CallDirectory } from '../control/controlRoutes';
import type { BridgeState } from '../doors/statusRoutes';

/** What the live page sees of this process. */
export interface PageSource extends CallDirectory {
	readonly feed: CallFeed;
	state(): BridgeState;
}
