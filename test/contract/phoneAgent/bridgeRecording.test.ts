import { bridgeRecordingCases } from './cases/bridgeRecording';
import { checkCases } from './support/checkCases';

describe('Phone Agent > Bridge Recording sends what the bridge takes', () =>
	checkCases(bridgeRecordingCases));
