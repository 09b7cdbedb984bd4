import type { SharedSecrets } from '../../../nodes/shared/sharedSecrets';
import type { BridgeLimits } from '../config/limits';
import type { KeptConnections } from '../events/keptConnections';
import type { FramePath } from '../frames/framePath';
import type { BridgeMetrics } from '../metrics/bridgeMetrics';
import type { Recordings } from '../recording/recordings';
import type { Tracing } from '../tracing/callTrace';
import type { AfterQuestions } from './afterQuestions';
import type { CallFeed } from './callFeed';
import type { LostAgents } from './lostAgents';

/** What the process has for each of its calls. */
export interface CallServices {
	limits: BridgeLimits;
	framePath: FramePath;
	/** Opens tokens, and signs what n8n is asked. */
	secret: SharedSecrets;
	/** To n8n. */
	connections: KeptConnections;
	metrics: BridgeMetrics;
	tracing: Tracing;
	feed: CallFeed;
	/** Absent when nothing is recorded. */
	recordings?: Pick<Recordings, 'begin'> | undefined;
	/** For who asks what comes after the stream. */
	lostAgents: Pick<LostAgents, 'add'>;
	/** For the end of the bridge. */
	afterQuestions: Pick<AfterQuestions, 'expect'>;
}
