-- A link ends with its issuer. Who issued the links that there are, the security log knows.
alter table one_time_link add column issuer_id bigint;
update one_time_link set issuer_id = (
    select e.actor_id from security_event e where e.id = (
        select max(l.id) from security_event l
        where l.kind = 'link_issued' and l.subject_id = one_time_link.account_id));
delete from one_time_link where issuer_id is null or issuer_id not in (select id from account);
alter table one_time_link alter column issuer_id set not null;
alter table one_time_link add constraint one_time_link_issuer
    foreign key (issuer_id) references account (id) on delete cascade;

create index one_time_link_issuer_id on one_time_link (issuer_id);
