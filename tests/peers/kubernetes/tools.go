//go:build tools

// Package tools pins the real kube-apiserver that the peer tier is tried against.
package tools

import (
	_ "k8s.io/kubernetes/cmd/kube-apiserver"
	_ "k8s.io/kubernetes/cmd/kubectl"
)
