import type { BridgeEventType } from '../../shared/bridgeEvents';
import type { BridgeAccount } from '../../shared/bridgeRequest';
import type { RequestContext } from '../../shared/providerFailure';
import type { Callbacks } from './outboundCall';
import type { RunIdentity } from './runIdentity';

/** What the calls of one run are placed with. */
export interface Placing {
	context: RequestContext;
	identity: RunIdentity;
	/** null when nobody waits for the end. */
	callbacks: Callbacks | null;
	/** null unless the audio goes through one. */
	bridge: BridgeAccount | null;
	/** Where the bridge reports calls that nobody waits for. */
	eventsUrl?: string;
	/** Which events it tells there; all when it is not given. */
	events?: BridgeEventType[];
	/**
	 * When, in milliseconds since the epoch, it is too late to begin: whoever had the calls placed asks again then, and is told what may
	 * pass. Not given where nobody can.
	 */
	dialBy?: number;
	/** How long (ms) Ultravox may take to create a call; the usual time when not given. */
	createWithin?: number;
	/** Ultravox could not be asked about the agent just now: a call that is there already is found, and none is made. */
	unknownAgent?: Error | undefined;
}
