import type { ContractCase } from '../../operations/contractCase';
import { bridgeRecordingCases } from './bridgeRecording';
import { liveCallCases } from './liveCall';

/** The cases of everything that is asked of the bridge; Answer Call has tests of its own (test/engine). */
export const allCases: ContractCase[] = [...liveCallCases, ...bridgeRecordingCases];
