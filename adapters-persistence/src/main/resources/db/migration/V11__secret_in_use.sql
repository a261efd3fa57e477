create table secret_in_use (
    key_id varchar(16) primary key,
    seen_at timestamp(3) with time zone not null
);
