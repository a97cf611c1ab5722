import type { INode } from 'n8n-workflow';

/** A node as n8n's errors want one. */
export const node: INode = {
	id: 'n',
	name: 'VSee Clinic',
	type: 'n8n-nodes-vsee-clinic.vSeeClinic',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
