/** Every key of a reply that docs/api.md names: another one is the clinic's own, and may itself tell something. */
export const FIELD_NAMES: ReadonlySet<string> = new Set(
	(
		'_id account account_code active actual_end actual_start allowedEmpty amount attachments auth available bookedByProvider card_back card_front ' +
		'card_type category charge clinic_code close_msg code completed_by conference_pin consent consultation consultations count created creator ' +
		'creator_id currency data default default_timezone description dob domain duration email email_verified enabled end enum ext extra expiry form ' +
		'full_name fullpath gender group group_number guest hosts id insurer_code intake intake_steps is_closed is_deletable key last_name first_name ' +
		'license location log_in maxLength meeting meeting_id member member_id message meta modified name next operation_settings patient payment ' +
		'paymentCurrency phone phone_numbers photo placeholder portal_title post_intake_steps postvisit prescriptions privacy_id provider provider_id ' +
		'provider_ids providerId public_access_room quantity_left quantityLeft reason_for_visit recording_auto_start recordings refresh_token ' +
		'related_walkin_id remark required room room_code room_id roomCode schema sec sections short_bio signup signup_step size slot_available ' +
		'slot_booked slot_end slot_id slot_start slotId slots slug specialties specialty_id start state states status status_updated_by subscriber_num ' +
		'subscriber_number subtitle subtype suffix target timezone title token tos total total_count type usec user_id username users using version ' +
		'visible visit visit_group visit_group_id visit_id visits vsee vseeid walkin appointment path'
	).split(' '),
);
