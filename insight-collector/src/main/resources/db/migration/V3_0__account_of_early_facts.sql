-- Whose webhook it was. Facts that were kept before nobody may claim: their insights are looked up instead.
alter table early_fact add column account text not null default '';
