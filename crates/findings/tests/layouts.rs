//! Every layout that is read, in small files, with what has to come out.

mod common;

use common::{
    Made, asff, gzipped, left_out, made, passed_over, prowler_csv, prowler_ocsf, scan, scans,
    tallies, with, zipped,
};
use demarc_core::evidence::ScanKind;
use demarc_findings::{Other, ReadError, Scan};
use serde_json::{Value, json};

#[track_caller]
fn check(scan: &Scan, kind: ScanKind, tool: &str, wanted: &[&str], left: &str) {
    assert_eq!((scan.kind, &*scan.tool), (kind, tool));
    assert_eq!(tallies(scan), wanted);
    assert_eq!(left_out(scan), left);
}

fn days(scan: &Scan) -> [String; 2] {
    let day = |it: &Option<_>| it.as_ref().map_or_else(String::new, ToString::to_string);
    [day(&scan.oldest), day(&scan.newest)]
}

/// Four findings, of which the first has two states.
fn some() -> Vec<Made> {
    let muted = Made {
        muted: true,
        ..made("c", "s3_old", "FAIL", "2026-02-11 10:00:00.123456")
    };
    let elsewhere = Made {
        region: "us-east-1".to_owned(),
        ..made("d", "iam_mfa", "MANUAL", "2026-02-09 10:00:00")
    };
    vec![
        made("a", "s3_public", "FAIL", "2026-02-10 10:00:00.1"),
        made("a", "s3_public", "PASS", "2026-02-10 10:00:00.2"),
        made("b", "gone_check", "FAIL", "2026-02-10 10:00:00"),
        muted,
        elsewhere,
    ]
}

const SOME: [&str; 2] = [
    "prowler iam_mfa 012345678901 us-east-1 0 0 0 1 0",
    "prowler s3_public 012345678901 eu-west-1 1 0 1 0 0",
];

#[test]
fn prowler_4_and_5_as_csv() {
    let scan = scan(prowler_csv(&some()));
    check(
        &scan,
        ScanKind::ProwlerCsv,
        "Prowler 5.34.0",
        &SOME,
        "earlier 1, unknown-check 1",
    );
    assert_eq!(days(&scan), ["2026-02-09", "2026-02-11"]);
    assert_eq!(scan.unknown_checks["gone_check"], 1);
    let tally = scan.checks.values().next().expect("a list")["s3_public"][0];
    assert_eq!((tally.oldest, tally.newest), (1, 0));
}

#[test]
fn prowler_4_and_5_as_ocsf_in_every_wrapping() {
    let findings: Vec<Value> = some().iter().map(prowler_ocsf).collect();
    let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
    for text in [
        json!(findings).to_string(),
        format!("{:#}", json!(findings)),
        lines.join("\n"),
        format!("[{}][{}]", lines[..2].join(","), lines[2..].join(",\r\n")),
        format!("[{}]{}", lines[..2].join(","), lines[2..].join(",")),
        format!("\u{feff}{:#}", json!({ "Findings": findings })),
        json!([{ "Findings": findings, "ResponseMetadata": { "RetryAttempts": 0 } }]).to_string(),
        json!([{ "Findings": findings[..2] }, { "Findings": findings[2..] }]).to_string(),
        json!({ "version": "0", "detail-type": "x", "detail": { "findings": findings } })
            .to_string(),
    ] {
        let scan = scan(&text);
        check(
            &scan,
            ScanKind::ProwlerOcsf,
            "Prowler 5.34.0",
            &SOME,
            "earlier 1, unknown-check 1",
        );
        assert!(!scan.is_cut_off, "{text}");
    }
}

#[test]
fn other_versions_of_ocsf() {
    // Version 4.0 has texts and numbers elsewhere, and version 3 another class.
    let text = json!([
        {
            "metadata": { "event_code": "iam_mfa", "product": { "name": "Prowler" } },
            "status": "New", "status_id": 3, "status_code": "PASS", "class_uid": 2004,
            "event_time": "2024-06-03T14:15:19.382075", "unmapped": { "check_type": "", "categories": "x" },
            "finding_info": { "uid": "1", "created_time": "2024-06-03T14:15:19" },
            "resources": { "region": "eu-west-1" }, "cloud": { "account": { "uid": 12_345_678_901_u64 }, "provider": "aws" },
        },
        {
            "metadata": { "product": { "name": "Prowler", "version": "3.16.0", "feature": { "uid": "s3_public" } } },
            "finding": { "uid": "2" }, "status": "Failure", "class_uid": 2001, "time": 1_717_423_519,
            "cloud": { "account": { "uid": "012345678901" }, "provider": "aws", "region": "eu-west-1" },
        },
        { "metadata": { "product": { "name": "Prowler" }, "event_code": "x" }, "class_uid": 2004, "cloud": { "provider": "gcp" } },
        { "metadata": { "product": { "name": "Prowler" }, "event_code": "x" }, "finding_info": { "uid": "prowler-kubernetes-x" } },
    ]);
    let scan = scan(text.to_string());
    let wanted = [
        "prowler iam_mfa 012345678901 eu-west-1 1 0 0 0 0",
        "prowler s3_public 012345678901 eu-west-1 0 1 0 0 0",
    ];
    check(
        &scan,
        ScanKind::ProwlerOcsf,
        "Prowler 3.16.0",
        &wanted,
        "other-provider 2",
    );
    assert_eq!(days(&scan), ["2024-06-03", "2024-06-03"]);
}

#[test]
fn prowler_2_and_3() {
    let csv = "PROFILE,ACCOUNT_NUM,REGION,TITLE_ID,CHECK_RESULT,ITEM_SCORED,TITLE_TEXT,CHECK_RESULT_EXTENDED\n\
        ,012345678901,eu-west-1,1.1,FAIL,Scored,[check11] A title,\"Text, and\nmore\"\n\
        ,012345678901,eu-west-1,1.1,INFO,Scored,[check11] A title,Text\n\
        ,012345678901,eu-west-1,1.9,PASS,Scored,[check99] A title,Text\n";
    let it = scan(csv);
    let wanted = ["prowler iam_mfa 012345678901 eu-west-1 0 1 0 0 1"];
    check(
        &it,
        ScanKind::Prowler2Csv,
        "Prowler 2",
        &wanted,
        "unknown-check 1",
    );
    assert_eq!(it.oldest, None);

    let line = |status: &str, day: &str| {
        json!({ "Profile": "x", "Account Number": "012345678901", "Control": "[check11] A title", "Status": status,
            "Region": "eu-west-1", "Timestamp": day })
    };
    let text = format!(
        "{}\n{}\n",
        line("Pass", "2021-08-23T06:38:46Z"),
        line("FAIL", "2021-08-24T06:38:46Z")
    );
    let it = scan(text);
    let wanted = ["prowler iam_mfa 012345678901 eu-west-1 1 1 0 0 0"];
    check(&it, ScanKind::Prowler2Json, "Prowler 2", &wanted, "");
    assert_eq!(days(&it), ["2021-08-23", "2021-08-24"]);

    let csv = "ASSESSMENT_START_TIME;FINDING_UNIQUE_ID;PROVIDER;ACCOUNT_ID;REGION;CHECK_ID;STATUS;STATUS_EXTENDED;RESOURCE_ID\n\
        2023-03-18T15:43:31;1;aws;012345678901;eu-west-1;s3_public;FAIL;x;r\n\
        2023-03-18T15:43:31;1;aws;012345678901;eu-west-1;s3_public;FAIL;x;r\n\
        2023-03-18T15:43:31;2;aws;012345678901;eu-west-1;s3_public;WARNING;x;r\n\
        2023-03-18T15:43:31;3;azure;;;x;FAIL;x;r\n";
    let wanted = ["prowler s3_public 012345678901 eu-west-1 0 1 1 0 0"];
    check(
        &scan(csv),
        ScanKind::Prowler3Csv,
        "Prowler 3",
        &wanted,
        "other-provider 1, earlier 1",
    );

    let text = json!([{ "AssessmentStartTime": "2023-03-18T15:43:31", "FindingUniqueId": "1", "Provider": "aws",
        "CheckID": "s3_public", "Status": "PASS", "StatusExtended": "x", "AccountId": "012345678901", "Region": "eu-west-1" }]);
    let wanted = ["prowler s3_public 012345678901 eu-west-1 1 0 0 0 0"];
    check(
        &scan(text.to_string()),
        ScanKind::Prowler3Json,
        "Prowler 3",
        &wanted,
        "",
    );
}

#[test]
fn the_report_on_a_framework_counts_a_finding_once() {
    let csv = "PROVIDER;DESCRIPTION;ACCOUNTID;REGION;ASSESSMENTDATE;REQUIREMENTS_ID;STATUS;STATUSEXTENDED;RESOURCEID;CHECKID;MUTED\r\r\n\
        aws;x;012345678901;eu-west-1;2026-02-11 10:11:12.123456;1.1;FAIL;says;r1;iam_mfa;False\r\r\n\
        aws;x;012345678901;eu-west-1;2026-02-11 10:11:12.123456;1.2;FAIL;says;r1;iam_mfa;False\r\r\n\
        aws;x;012345678901;eu-west-1;2026-02-11 10:11:12.123456;1.2;PASS;says;r2;iam_mfa;False\r\r\n\
        aws;x;012345678901;eu-west-1;2026-02-11 10:11:12.123456;1.3;MANUAL;Manual check;manual_check;manual;False\r\r\n";
    let wanted = ["prowler iam_mfa 012345678901 eu-west-1 1 1 0 0 0"];
    check(
        &scan(csv),
        ScanKind::ProwlerCompliance,
        "Prowler",
        &wanted,
        "earlier 1, no-check 1",
    );
}

#[test]
fn prowler_as_asff() {
    let finding = |check: &str, status: &str| {
        json!({ "Id": format!("prowler-{check}-{status}"), "ProductArn": "arn:aws:securityhub:eu-west-1::product/prowler/prowler",
            "RecordState": "ACTIVE", "ProductFields": { "ProviderName": "Prowler", "ProviderVersion": "3.3.0" },
            "GeneratorId": format!("prowler-{check}"), "AwsAccountId": "012345678901", "UpdatedAt": "2023-03-18T15:43:31Z",
            "Resources": [{ "Id": "r", "Region": "eu-west-1" }], "Compliance": { "Status": status } })
    };
    let text = json!([
        finding("iam_mfa", "PASSED"),
        finding("iam_mfa", "FAILED"),
        finding("iam_mfa", "WARNING"),
        finding("iam_mfa", "NOT_AVAILABLE"),
        finding("iam_mfa", "INFOED"),
        finding("check11", "NOT_AVAILABLE"),
    ]);
    let wanted = ["prowler iam_mfa 012345678901 eu-west-1 1 1 1 1 2"];
    check(
        &scan(text.to_string()),
        ScanKind::Asff,
        "Prowler 3.3.0",
        &wanted,
        "",
    );
}

#[test]
fn security_hub_as_asff() {
    let mut archived = asff(&made("e", "S3.8", "FAIL", "2026-02-12T00:00:00Z"));
    archived["RecordState"] = json!("ARCHIVED");
    let before = |generator: &str, rule: &str| {
        json!({ "Id": generator, "ProductArn": "arn:aws:securityhub:eu-west-1::product/aws/securityhub", "GeneratorId": generator,
            "AwsAccountId": "012345678901", "UpdatedAt": "2021-02-12T00:00:00Z", "Compliance": { "Status": "FAILED" },
            "ProductFields": { "RelatedAWSResources:0/name": rule } })
    };
    let text = json!({ "Findings": [
        asff(&made("a", "S3.8", "FAIL", "2026-02-10T10:00:00Z")),
        asff(&made("a", "S3.8", "PASS", "2026-02-11T10:00:00Z")),
        asff(&Made { muted: true, ..made("b", "IAM.6", "FAIL", "2026-02-11T10:00:00Z") }),
        asff(&made("c", "IAM.6", "WARNING", "2026-02-11T10:00:00Z")),
        asff(&made("d", "Z.99", "FAIL", "2026-02-11T10:00:00Z")),
        archived,
        before("aws-foundational-security-best-practices/v/1.0.0/EC2.2", "securityhub-vpc-x-089d8733"),
        before("arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0/rule/1.3", "securityhub-encrypted-volumes-8ee5d61b"),
        before("pci-dss/v/3.2.1/PCI.IAM.7", ""),
        { "Id": "g", "ProductArn": "arn:aws:securityhub:eu-west-1::product/aws/guardduty", "GeneratorId": "x", "AwsAccountId": "1" },
        { "Id": "h", "ProductArn": "arn:aws:securityhub:eu-west-1::product/aws/config", "GeneratorId": "x", "AwsAccountId": "012345678901",
          "Title": "restricted-ssh", "Compliance": { "Status": "PASSED" }, "UpdatedAt": "2026-02-11T10:00:00Z" },
    ] });
    let wanted = [
        "config encrypted-volumes 012345678901 eu-west-1 0 1 0 0 0",
        "config restricted-ssh 012345678901 eu-west-1 1 0 0 0 0",
        "securityhub EC2.2 012345678901 eu-west-1 0 1 0 0 0",
        "securityhub IAM.6 012345678901 eu-west-1 0 0 1 0 1",
        "securityhub S3.8 012345678901 eu-west-1 1 0 0 0 0",
    ];
    let left = "other-product 1, archived 1, earlier 1, unknown-check 2";
    check(
        &scan(text.to_string()),
        ScanKind::Asff,
        "AWS Security Hub",
        &wanted,
        left,
    );
}

fn hub(uid: &str, control: &str, status: &str, state: &str) -> Value {
    json!({ "class_uid": 2003, "metadata": { "product": { "name": "Security Hub", "uid": "arn:aws:securityhub:eu-west-1::productv2/aws/securityhub" } },
        "cloud": { "account": { "uid": "012345678901" }, "region": "eu-west-1", "provider": "AWS" }, "status": state,
        "compliance": { "control": control, "status": status }, "finding_info": { "uid": uid, "modified_time": 1_770_804_672_123_u64 } })
}

#[test]
fn security_hub_as_ocsf() {
    let text = [
        hub("a", "S3.8", "Pass", "New").to_string(),
        hub("b", "S3.8", "Fail", "New").to_string(),
        hub("c", "S3.8", "Fail", "Suppressed").to_string(),
        hub("d", "S3.8", "Fail", "Archived").to_string(),
        json!({ "class_uid": 2004, "metadata": { "product": { "name": "GuardDuty" } } })
            .to_string(),
    ];
    let wanted = ["securityhub S3.8 012345678901 eu-west-1 1 1 1 0 0"];
    let scan = scan(text.join("\n"));
    check(
        &scan,
        ScanKind::SecurityHubOcsf,
        "AWS Security Hub",
        &wanted,
        "other-product 1, archived 1",
    );
    assert_eq!(days(&scan), ["2026-02-11", "2026-02-11"]);
}

#[test]
fn security_hub_as_csv_with_chosen_columns() {
    let csv = "finding_info.uid,cloud.account.uid,cloud.region,compliance.control,compliance.status,status,finding_info.modified_time_dt\n\
        a,012345678901,eu-west-1,S3.8,Pass,New,2026-02-11T10:00:00Z\n\
        b,012345678901,eu-west-1,S3.8,Fail,Suppressed,2026-02-11T10:00:00Z\n\
        c,012345678901,eu-west-1,,,New,2026-02-11T10:00:00Z\n";
    let wanted = ["securityhub S3.8 012345678901 eu-west-1 1 0 1 0 0"];
    check(
        &scan(csv),
        ScanKind::SecurityHubCsv,
        "AWS Security Hub",
        &wanted,
        "other-product 1",
    );
}

#[test]
fn config_in_each_answer() {
    let evaluation = |rule: &str, kind: &str, resource: &str| {
        json!({ "EvaluationResultIdentifier": { "EvaluationResultQualifier": { "ConfigRuleName": rule, "ResourceId": resource } },
            "ResultRecordedTime": 1_770_804_672.5, "ComplianceType": kind })
    };
    for (text, wanted) in [
        (
            json!({ "EvaluationResults": [
                evaluation("encrypted-volumes", "COMPLIANT", "a"),
                evaluation("securityhub-encrypted-volumes-1a2b3c4d", "NON_COMPLIANT", "b"),
                evaluation("encrypted-volumes", "NOT_APPLICABLE", "c"),
                evaluation("own", "COMPLIANT", "d"),
            ] }),
            "config encrypted-volumes - - 1 1 0 0 1",
        ),
        (
            json!({ "ComplianceByConfigRules": [{ "ConfigRuleName": "restricted-ssh",
                "Compliance": { "ComplianceType": "NON_COMPLIANT", "ComplianceContributorCount": { "CappedCount": 3 } } }] }),
            "config restricted-ssh - - 0 3 0 0 0",
        ),
        (
            json!({ "AggregateComplianceByConfigRules": [{ "ConfigRuleName": "restricted-ssh", "AccountId": "012345678901",
                "AwsRegion": "eu-west-1", "Compliance": { "ComplianceType": "COMPLIANT" } }] }),
            "config restricted-ssh 012345678901 eu-west-1 1 0 0 0 0",
        ),
        (
            json!({ "ConformancePackName": "x", "ConformancePackRuleComplianceList": [
                { "ConfigRuleName": "restricted-ssh-conformance-pack-abc123def", "ComplianceType": "INSUFFICIENT_DATA" }] }),
            "config restricted-ssh - - 0 0 0 0 1",
        ),
        (
            json!([
                { "ConfigRules": [{ "ConfigRuleName": "mine", "Source": { "Owner": "AWS", "SourceIdentifier": "INCOMING_SSH_DISABLED" } }] },
                { "EvaluationResults": [evaluation("mine", "COMPLIANT", "a")] },
            ]),
            "config restricted-ssh - - 1 0 0 0 0",
        ),
    ] {
        let scan = scan(text.to_string());
        assert_eq!(
            (scan.kind, tallies(&scan)),
            (ScanKind::Config, vec![wanted.to_owned()]),
            "{text}"
        );
        // Of a rule, resources are counted up to a limit.
        let is_by_rule = text.to_string().contains("CappedCount");
        assert_eq!(scan.counts_at_least, is_by_rule, "{text}");
    }
}

#[test]
fn trusted_advisor_in_both_interfaces() {
    let recommendation = |check: &str, status: &str, [ok, yellow, red]: [u32; 3]| {
        json!({ "arn": "arn:aws:trustedadvisor::012345678901:recommendation/x", "checkArn": format!("arn:aws:trustedadvisor:::check/{check}"),
            "status": status, "lastUpdatedAt": "2026-02-11T10:00:00Z",
            "resourcesAggregates": { "okCount": ok, "warningCount": yellow, "errorCount": red } })
    };
    let text = json!({ "recommendationSummaries": [
        recommendation("Abc123", "error", [5, 2, 1]), recommendation("Xyz789", "ok", [0, 0, 0]), recommendation("cost", "warning", [0, 1, 0]),
    ] });
    let wanted = [
        "trusted-advisor Abc123 012345678901 - 5 3 0 0 0",
        "trusted-advisor Xyz789 012345678901 - 0 0 0 0 1",
    ];
    check(
        &scan(text.to_string()),
        ScanKind::TrustedAdvisor,
        "AWS Trusted Advisor",
        &wanted,
        "unknown-check 1",
    );

    let text = json!({ "result": { "checkId": "Abc123", "timestamp": "2026-02-11T10:00:00Z", "status": "error", "flaggedResources": [
        { "status": "ok", "region": "eu-west-1", "resourceId": "a", "isSuppressed": false },
        { "status": "warning", "region": "eu-west-1", "resourceId": "b", "isSuppressed": false },
        { "status": "error", "region": "eu-west-1", "resourceId": "c", "isSuppressed": true },
    ] } });
    let wanted = ["trusted-advisor Abc123 - eu-west-1 1 1 1 0 0"];
    check(
        &scan(text.to_string()),
        ScanKind::TrustedAdvisor,
        "AWS Trusted Advisor",
        &wanted,
        "",
    );

    let summary = |status: &str, [all, flagged, hidden]: [u32; 3]| {
        json!({ "checkId": "Abc123", "status": status, "resourcesSummary":
            { "resourcesProcessed": all, "resourcesFlagged": flagged, "resourcesIgnored": 0, "resourcesSuppressed": hidden } })
    };
    let text = json!({ "summaries": [summary("ok", [44, 0, 1]), summary("error", [3, 2, 0]), summary("not_available", [0, 0, 0])] });
    let wanted = ["trusted-advisor Abc123 - - 44 2 1 0 1"];
    check(
        &scan(text.to_string()),
        ScanKind::TrustedAdvisor,
        "AWS Trusted Advisor",
        &wanted,
        "",
    );
}

#[test]
fn powerpipe() {
    let csv = "group_id,title,description,control_id,control_title,control_description,reason,resource,status,account_id,region\n\
        g1,T,D,aws_compliance.control.foundational_security_s3_8,T,D,open,arn:1,alarm,012345678901,eu-west-1\n\
        g2,T,D,aws_compliance.control.foundational_security_s3_8,T,D,open,arn:1,alarm,012345678901,eu-west-1\n\
        g1,T,D,aws_compliance.control.foundational_security_s3_8,T,D,fine,arn:2,ok,012345678901,eu-west-1\n\
        g1,T,D,aws_compliance.control.foundational_security_s3_8,T,D,x,arn:3,skip,012345678901,eu-west-1\n\
        g1,T,D,aws_compliance.control.foundational_security_s3_8,T,D,x,arn:4,error,012345678901,eu-west-1\n\
        g1,T,D,control.cis_v300_1_1,T,D,x,arn:4,info,012345678901,eu-west-1\n";
    let wanted = ["securityhub S3.8 012345678901 eu-west-1 1 1 0 0 2"];
    check(
        &scan(csv),
        ScanKind::Powerpipe,
        "Powerpipe",
        &wanted,
        "earlier 1, unknown-check 1",
    );
}

fn scoutsuite(provider: &str) -> Value {
    json!({ "account_id": "012345678901", "last_run": { "ruleset_name": "default", "time": "2026-02-11 19:16:10+0000", "version": "5.14.0",
            "summary": { "findings": { "x": { "checked_items": 9 } } } },
        "provider_code": provider,
        "services": { "iam": { "filters": [], "findings": {
            "iam-no-mfa": { "checked_items": 10, "flagged_items": 3, "items": ["x"] },
            "s3-open": { "checked_items": 0, "flagged_items": 0 },
            "gone": { "checked_items": 1, "flagged_items": 0 } }, "regions": { "findings": { "no": {} } } }, "s3": null } })
}

#[test]
fn scoutsuite_as_script_and_as_json() {
    let wanted = [
        "scoutsuite iam-no-mfa 012345678901 - 7 3 0 0 0",
        "scoutsuite s3-open 012345678901 - 0 0 0 0 1",
    ];
    for text in [
        scoutsuite("aws").to_string(),
        format!("scoutsuite_results =\n{:#}\n", scoutsuite("aws")),
    ] {
        let scan = scan(text);
        check(
            &scan,
            ScanKind::ScoutSuite,
            "ScoutSuite 5.14.0",
            &wanted,
            "unknown-check 1",
        );
        assert_eq!(days(&scan), ["2026-02-11", "2026-02-11"]);
    }
    let scan = scan(format!("scoutsuite_results ={}", scoutsuite("gcp")));
    check(
        &scan,
        ScanKind::ScoutSuite,
        "ScoutSuite 5.14.0",
        &[],
        "other-provider 3",
    );
}

#[test]
fn scanners_of_templates_are_intent() {
    let one = json!({ "check_type": "terraform", "results": {
        "passed_checks": [{ "check_id": "CKV_AWS_18", "resource": "aws_s3_bucket.a" }],
        "failed_checks": [{ "check_id": "CKV_AWS_18", "resource": "aws_s3_bucket.b", "code_block": [[1, "x"]] }, { "check_id": "CKV_AZURE_1" }],
        "skipped_checks": [{ "check_id": "CKV2_AWS_6" }, { "check_id": "CKV_SECRET_6" }] },
        "summary": { "checkov_version": "3.2.506" } });
    let wanted = [
        "checkov CKV2_AWS_6 - - 0 0 1 0 0",
        "checkov CKV_AWS_18 - - 1 1 0 0 0",
    ];
    for text in [
        one.to_string(),
        json!([one, { "check_type": "secrets", "results": {} }]).to_string(),
    ] {
        let scan = scan(text);
        check(
            &scan,
            ScanKind::Checkov,
            "Checkov 3.2.506",
            &wanted,
            "other-provider 1, other-product 1",
        );
        assert!(scan.kind.is_intent());
    }
    let nothing =
        json!({ "passed": 0, "failed": 0, "resource_count": 0, "checkov_version": "2.1.269" });
    check(
        &scan(nothing.to_string()),
        ScanKind::Checkov,
        "Checkov 2.1.269",
        &[],
        "",
    );

    let text = json!({ "SchemaVersion": 2, "ArtifactName": ".", "CreatedAt": "2026-02-11T10:00:00Z", "Trivy": { "Version": "0.68.0" }, "Results": [
        { "Vulnerabilities": [{}, {}] },
        { "Misconfigurations": [{ "ID": "AVD-AWS-0089", "Status": "FAIL" }, { "ID": "AWS-0089", "Status": "PASS" }, { "ID": "DS002", "Status": "FAIL" },
            { "ID": "AVD-AZU-0001", "Status": "FAIL" }] } ] });
    let wanted = ["trivy AWS-0089 - - 1 1 0 0 0"];
    check(
        &scan(text.to_string()),
        ScanKind::Trivy,
        "Trivy 0.68.0",
        &wanted,
        "other-provider 1, other-product 3",
    );

    let text = json!({ "results": [
        { "rule_id": "aws-s3-log", "rule_provider": "aws", "status": 0, "resource": "x" },
        { "rule_id": "aws-s3-log", "rule_provider": "aws", "status": "passed" },
        { "rule_id": "GCP008", "rule_provider": "google", "passed": true },
    ] });
    let wanted = ["tfsec aws-s3-log - - 1 1 0 0 0"];
    check(
        &scan(text.to_string()),
        ScanKind::Tfsec,
        "tfsec",
        &wanted,
        "other-provider 1",
    );
    check(
        &scan("{\"results\": null}"),
        ScanKind::Tfsec,
        "tfsec",
        &[],
        "",
    );
}

#[test]
fn archives_and_encodings_change_nothing() {
    let text = prowler_csv(&some());
    let wanted = scan(&text);
    let utf16 = |big: bool, mark: bool| -> Vec<u8> {
        let text = if mark {
            format!("\u{feff}{text}")
        } else {
            text.clone()
        };
        let bytes = text.encode_utf16().flat_map(|it| {
            if big {
                it.to_be_bytes()
            } else {
                it.to_le_bytes()
            }
        });
        bytes.collect()
    };
    for bytes in [
        gzipped(text.as_bytes()),
        [
            gzipped(&text.as_bytes()[..300]),
            gzipped(&text.as_bytes()[300..]),
        ]
        .concat(),
        utf16(false, true),
        utf16(true, true),
        utf16(false, false),
        utf16(true, false),
        gzipped(&utf16(false, true)),
        [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        format!("sep=;\r\n{text}").into_bytes(),
        text.replace('\n', "\r\n").into_bytes(),
        text.replace('\n', "\r\r\n").into_bytes(),
        text.to_lowercase()
            .replacen("012345678901", "12345678901", 2)
            .into_bytes(),
    ] {
        let scan = scan(&bytes);
        assert_eq!(scan, wanted, "{}", String::from_utf8_lossy(&bytes));
    }
    let json = json!([prowler_ocsf(&some()[0])]).to_string();
    let zip = zipped(&[
        ("out/", b""),
        ("out/a.csv", text.as_bytes()),
        ("out/readme.html", b"<html>"),
        ("__MACOSX/out/._a.csv", b"x"),
        ("out/b.json.gz", &gzipped(json.as_bytes())),
    ]);
    let html = ReadError::Other(Other::Html);
    assert_eq!(passed_over(&zip), [("file/readme.html".to_owned(), html)]);
    let scans = scans(&zip).expect("two scans");
    let names: Vec<&str> = scans.iter().map(|it| &*it.file).collect();
    assert_eq!(names, ["file/a.csv", "file/b.json.gz"]);
    assert_eq!(
        Scan {
            file: wanted.file.clone(),
            ..scans[0].clone()
        },
        wanted
    );
}

#[test]
fn what_a_spreadsheet_does_to_accounts_is_mended_or_said() {
    let with = |account: &str| Made {
        account: account.to_owned(),
        ..made("a", "s3_public", "PASS", "11.02.2026")
    };
    for (written, wanted) in [
        ("12345678901", "012345678901"),
        ("=\"012345678901\"", "012345678901"),
        ("'012345678901", "012345678901"),
        ("9.87654E+11", "-"),
        ("9,87654E+11", "-"),
        ("<account_uid>", "-"),
        ("", "-"),
    ] {
        // The table quotes nothing, so quotes within the cell stay as they are.
        let scan = scan(prowler_csv(&[with(written)]));
        let line = format!("prowler s3_public {wanted} eu-west-1 1 0 0 0 0");
        assert_eq!(tallies(&scan), [line], "{written}");
        assert_eq!(
            scan.has_rounded_accounts,
            written.contains("E+"),
            "{written}"
        );
        assert_eq!(scan.oldest, None);
    }
}

#[test]
fn placeholders_of_published_examples_are_no_identities() {
    let example = Made {
        account: "<account_uid>".to_owned(),
        region: "<region>".to_owned(),
        ..made("<finding_uid>", "iam_mfa", "FAIL", "2026-02-11")
    };
    let scan = scan(prowler_csv(&[example.clone(), example]));
    assert_eq!(tallies(&scan), ["prowler iam_mfa - - 0 2 0 0 0"]);
}

#[test]
fn names_of_resources_are_kept_for_who_asks() {
    let mut findings: Vec<Made> = (0..9)
        .map(|it| made(&it.to_string(), "iam_mfa", "FAIL", "2026-02-10"))
        .collect();
    findings.push(made("0", "iam_mfa", "PASS", "2026-02-11"));
    let text = prowler_csv(&findings);
    assert!(scan(&text).examples.is_empty());
    let scans = with(std::io::Cursor::new(text), true).expect("a scan");
    let names = &scans[0].examples.values().next().expect("a list")["iam_mfa"];
    assert_eq!(
        *names,
        [
            "resource-1",
            "resource-2",
            "resource-3",
            "resource-4",
            "resource-5"
        ]
    );
    assert!(
        !serde_json::to_string(&Scan {
            examples: Default::default(),
            ..scans[0].clone()
        })
        .expect("JSON")
        .contains("resource-")
    );
}

#[test]
fn formulas_and_scripts_in_cells_are_only_text() {
    let odd = Made {
        check: "=cmd|' /C calc'!A0".to_owned(),
        region: "<script>alert(1)</script>".to_owned(),
        account: "javascript:0".to_owned(),
        ..made("@SUM(1)", "", "FAIL", "2026-02-11")
    };
    let scan = scan(prowler_csv(&[odd]));
    assert_eq!(
        scan.unknown_checks.keys().collect::<Vec<_>>(),
        ["=cmd|' /C calc'!A0"]
    );
    assert_eq!(
        (scan.accounts, scan.regions),
        (vec![String::new()], vec![String::new()])
    );
}

#[test]
fn a_scan_stays_small() {
    // 300 accounts with 17 Regions and 3 checks are 15,300 tallies, and 500 are 25,500: too many.
    for (accounts, regions, named) in [(300_u64, 17, 300), (500, 17, 500)] {
        let mut findings = Vec::new();
        for account in 0..accounts {
            for region in 0..regions {
                for check in ["s3_public", "iam_mfa", "ec2_ports"] {
                    findings.push(Made {
                        account: format!("{:012}", account + 100_000_000_000),
                        region: format!("region-{region}"),
                        ..made(
                            &format!("{account} {region} {check}"),
                            check,
                            "PASS",
                            "2026-02-11",
                        )
                    });
                }
            }
        }
        let scan = scan(prowler_csv(&findings));
        let tallies: Vec<_> = scan
            .checks
            .values()
            .flat_map(|it| it.values().flatten())
            .collect();
        assert!(tallies.len() <= 20_000);
        assert_eq!((scan.accounts.len(), scan.other_accounts), (named, 0));
        assert_eq!(scan.regions.len(), 17);
        let passed: u32 = tallies.iter().map(|it| it.passed).sum();
        assert_eq!(passed as usize, findings.len());
    }
    // Without Regions there are still too many: accounts are folded.
    let findings: Vec<Made> = (0..21_000_u64)
        .map(|it| Made {
            account: format!("{:012}", it),
            ..made(&it.to_string(), "iam_mfa", "FAIL", "2026-02-11")
        })
        .collect();
    let scan = scan(prowler_csv(&findings));
    assert_eq!((scan.accounts.len(), scan.other_accounts), (100, 20_900));
    let tallies = &scan.checks.values().next().expect("a list")["iam_mfa"];
    assert_eq!(tallies.len(), 101);
    let others = tallies.last().expect("a tally");
    assert_eq!(
        (others.account, others.failed),
        (demarc_core::evidence::Tally::OTHER_ACCOUNTS, 20_900)
    );
}
