package main

import (
	"context"
	"net/url"

	"github.com/vmware/govmomi"
	"github.com/vmware/govmomi/find"
	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/vapi/rest"
	"github.com/vmware/govmomi/vapi/tags"
	"github.com/vmware/govmomi/vim25/types"
)

// decorate gives the first machines what a plain model lacks: a custom attribute, a tag, a chain of snapshots and a
// rule that keeps two of them apart.
func decorate(ctx context.Context, address *url.URL) error {
	client, err := govmomi.NewClient(ctx, address, true)
	if err != nil {
		return err
	}
	defer client.Logout(ctx)
	machines, err := find.NewFinder(client.Client).VirtualMachineList(ctx, "/...")
	if err != nil {
		return err
	}
	if len(machines) < 2 {
		return nil
	}
	first, second := machines[0], machines[1]
	if err := attribute(ctx, client, first); err != nil {
		return err
	}
	if err := snapshots(ctx, first); err != nil {
		return err
	}
	if err := keepApart(ctx, client, first, second); err != nil {
		return err
	}
	return tag(ctx, client, address.User, first)
}

func attribute(ctx context.Context, client *govmomi.Client, machine *object.VirtualMachine) error {
	fields, err := object.GetCustomFieldsManager(client.Client)
	if err != nil {
		return err
	}
	owner, err := fields.Add(ctx, "Owner", "VirtualMachine", nil, nil)
	if err != nil {
		return err
	}
	return fields.Set(ctx, machine.Reference(), owner.Key, "Platform & <Services>")
}

func snapshots(ctx context.Context, machine *object.VirtualMachine) error {
	for _, name := range []string{"before patch", "after patch"} {
		task, err := machine.CreateSnapshot(ctx, name, "", false, true)
		if err != nil {
			return err
		}
		if err := task.Wait(ctx); err != nil {
			return err
		}
	}
	return nil
}

func keepApart(ctx context.Context, client *govmomi.Client, machines ...*object.VirtualMachine) error {
	cluster, err := find.NewFinder(client.Client).ClusterComputeResource(ctx, "/DC0/host/DC0_C0")
	if err != nil {
		return err
	}
	rule := &types.ClusterAntiAffinityRuleSpec{ClusterRuleInfo: types.ClusterRuleInfo{Name: "apart", Enabled: types.NewBool(true)}}
	for _, machine := range machines {
		rule.Vm = append(rule.Vm, machine.Reference())
	}
	spec := &types.ClusterConfigSpecEx{RulesSpec: []types.ClusterRuleSpec{{
		ArrayUpdateSpec: types.ArrayUpdateSpec{Operation: types.ArrayUpdateOperationAdd},
		Info:            rule,
	}}}
	task, err := cluster.Reconfigure(ctx, spec, true)
	if err != nil {
		return err
	}
	return task.Wait(ctx)
}

func tag(ctx context.Context, client *govmomi.Client, user *url.Userinfo, machine *object.VirtualMachine) error {
	session := rest.NewClient(client.Client)
	if err := session.Login(ctx, user); err != nil {
		return err
	}
	defer session.Logout(ctx)
	manager := tags.NewManager(session)
	category, err := manager.CreateCategory(ctx, &tags.Category{Name: "tier", Cardinality: "SINGLE"})
	if err != nil {
		return err
	}
	gold, err := manager.CreateTag(ctx, &tags.Tag{Name: "gold", CategoryID: category})
	if err != nil {
		return err
	}
	return manager.AttachTag(ctx, gold, machine.Reference())
}
