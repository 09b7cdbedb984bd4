import type { Resource } from '../../shared/operations/operation';
import type { UltravoxApi } from '../../shared/ultravoxApi';
import { account } from './account';
import { agent } from './agent';
import { call } from './call';
import { callThrottle } from './callThrottle';
import { corpus } from './corpus';
import { corpusSource } from './corpusSource';
import { model } from './model';
import { plivoConfiguration } from './plivoConfiguration';
import { telnyxConfiguration } from './telnyxConfiguration';
import { tool } from './tool';
import { twilioConfiguration } from './twilioConfiguration';
import { voice } from './voice';
import { batch } from './batch';
import { sip } from './sip';
import { sipRegistration } from './sipRegistration';
import { webhook } from './webhook';

/** What the node offers, in the order of the code; the panel sorts by name. */
export const resources: ReadonlyArray<Resource<UltravoxApi>> = [
	agent,
	account,
	call,
	callThrottle,
	corpus,
	corpusSource,
	model,
	plivoConfiguration,
	telnyxConfiguration,
	tool,
	twilioConfiguration,
	voice,
	batch,
	sip,
	sipRegistration,
	webhook,
];
