import type { TriggerPanelDefinition } from 'n8n-workflow';

const TRY_IT =
	'<b>To try it in this editor</b>, click “Execute step” and send an event to the Test URL yourself, for example from the page of the sandbox clinic (npm start in the repository of this package). VSee never calls the Test URL.';

/** What the panel shows beside the parameters. n8n's own text tells to make an event in VSee, which knows no test URL. */
export const triggerPanel: TriggerPanelDefinition = {
	header: 'Receive events from VSee Clinic',
	executionsHelp: {
		inactive: `<b>VSee knows only the Production URL.</b> Copy it from “Webhook URLs”, paste it into the webhook field of your clinic’s admin control panel at VSee, and publish this workflow.<br /> <br /> ${TRY_IT}`,
		active: `<b>This workflow runs whenever VSee sends a selected event to the Production URL.</b> These executions show up in the <a data-key="executions">executions list</a>, but not in this editor.<br /> <br /> ${TRY_IT}`,
	},
	activationHint: {
		inactive:
			'Publish this workflow and paste its Production URL into the admin control panel of your clinic at VSee: from then on it runs by itself.',
		active:
			'This workflow also runs by itself, once VSee has its Production URL (those executions do not show up here).',
	},
};

/** What n8n shows when the workflow is published. */
export const activationMessage =
	'The trigger now listens at its Production URL. If VSee does not have that URL yet, paste it into the webhook field of your clinic’s admin control panel at VSee.';
