import { UtteranceDecoder, encodeUtterance } from '../../src/audio/utterance';
it('x', () => {
	const a = encodeUtterance(`the terms and conditions ${'of this contract '.repeat(20)}`, 16000).subarray(0, 16000*0.5);
	const b = encodeUtterance('something other', 16000);
	const d = new UtteranceDecoder(16000);
	d.push(a); d.push(b); d.push(new Int16Array(8000)); d.flush();
	console.log(JSON.stringify(d.heard));
	const p = new UtteranceDecoder(16000);
	p.push(new Int16Array(1000)); p.push(a.subarray(0,8000)); p.flush(); console.log(JSON.stringify(p.heard));
});
