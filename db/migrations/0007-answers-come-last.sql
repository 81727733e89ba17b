-- A ledger row is written once and never changed, and it names the records that the answer opened (gap,
-- medical request, safety case). They are therefore opened before it in the same transaction, and their
-- link to the answer is checked when that commits.
alter table gaps alter constraint gaps_answer_id_fkey deferrable initially deferred;
alter table gap_askers alter constraint gap_askers_answer_id_fkey deferrable initially deferred;
alter table medical_requests alter constraint medical_requests_answer_id_fkey deferrable initially deferred;
alter table safety_cases alter constraint safety_cases_answer_id_fkey deferrable initially deferred;
